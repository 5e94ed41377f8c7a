namespace Segmentation.Files;

/// <summary>A guest who is known by an e-mail address alone.</summary>
/// <param name="email">The address as the first row met has it.</param>
internal sealed class Guest(string email)
{
    /// <summary>The address as the guest's earliest row has it.</summary>
    public string Email { get; private set; } = email;

    /// <summary>The instant of the earliest row, in microseconds; null while no row has one.</summary>
    public long? CreatedAt { get; private set; }

    /// <summary>Takes a row of the guest's into account.</summary>
    public void Meet(string email, long createdAt)
    {
        if (CreatedAt <= createdAt)
            return;
        CreatedAt = createdAt;
        Email = email;
    }
}
