namespace Segmentation;

/// <summary>The source has no subject of the key that was asked for.</summary>
public sealed class SubjectNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="entity">The name of the subject's entity, such as <c>customer</c>.</param>
    /// <param name="key">The key that was asked for.</param>
    public SubjectNotFoundException(string entity, string key)
        : base($"There is no {entity} '{key}'.")
    {
        Entity = entity;
        Key = key;
    }

    /// <summary>The name of the subject's entity.</summary>
    public string Entity { get; }

    /// <summary>The key that was asked for.</summary>
    public string Key { get; }
}
