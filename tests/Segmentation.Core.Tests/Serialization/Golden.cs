namespace Segmentation.Tests.Serialization;

/// <summary>The files that pin the persisted formats.</summary>
internal static class Golden
{
    public static string Read(string name) => ReadResource("golden/" + name);

    public static string ReadResource(string name)
    {
        using Stream stream = typeof(Golden).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"no file {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
