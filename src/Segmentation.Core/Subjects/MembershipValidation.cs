namespace Segmentation;

/// <summary>Whether the subjects someone named are members. Immutable.</summary>
/// <param name="Answers">
/// An answer for each text that was given, in that order; where several subjects go by a text, such as an e-mail address that
/// two of them have, one for each in key order.
/// </param>
public sealed record MembershipValidation(IReadOnlyList<MembershipAnswer> Answers)
{
    /// <summary>The answers about members.</summary>
    public IEnumerable<MembershipAnswer> Members => Answers.Where(a => a.IsMember);

    /// <summary>The answers about subjects who are no members.</summary>
    public IEnumerable<MembershipAnswer> Others => Answers.Where(a => a is { IsMember: false, Key: not null });

    /// <summary>The texts that no subject goes by.</summary>
    public IEnumerable<string> Unknown => Answers.Where(a => a.Key is null).Select(a => a.Given);
}

/// <summary>Whether a subject someone named is a member. Immutable.</summary>
/// <param name="Given">The text that was given.</param>
/// <param name="Key">The subject's key as it was read; null when no subject goes by the text.</param>
/// <param name="IsMember">Whether the subject is a member; false when there is none.</param>
public readonly record struct MembershipAnswer(string Given, SubjectKey? Key, bool IsMember);
