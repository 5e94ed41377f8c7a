using System.Text;
using System.Xml;
using Segmentation.Files.Export;

namespace Segmentation.Files;

/// <summary>
/// XML 1.0 in UTF-8: an element for the table, with its title where it has one, in it an element a row, and in that one a
/// value that is present, named by the heading (characters that a name cannot have as <c>_xHHHH_</c>). The values of a set are elements of the name <c>value</c>.
/// Values are the same in every culture: instants are ISO 8601 in UTC, decimals have a point. Characters that XML cannot
/// hold become U+FFFD.
/// </summary>
public sealed class XmlExportFormat : IExportFormat
{
    private const string SetElement = "value";

    /// <inheritdoc/>
    public string Name => "xml";

    /// <inheritdoc/>
    public string FileExtension => ".xml";

    /// <inheritdoc/>
    public async Task WriteAsync(ExportTable table, Stream output, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(output);
        // Carriage returns inside values would be read as line feeds unless they are written as references.
        var settings = new XmlWriterSettings
        {
            Async = true,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        };
        string[] names = [.. table.Headings.Select(XmlConvert.EncodeLocalName)!];
        string rowName = XmlConvert.EncodeLocalName(table.RowName)!;
        var xml = XmlWriter.Create(output, settings);
        await using (xml.ConfigureAwait(false))
        {
            await xml.WriteStartDocumentAsync().ConfigureAwait(false);
            await xml.WriteStartElementAsync(null, XmlConvert.EncodeLocalName(table.Name)!, null).ConfigureAwait(false);
            if (table.Title != table.Name)
                await xml.WriteAttributeStringAsync(null, "title", null, XmlTexts.Clean(table.Title)).ConfigureAwait(false);
            await foreach (IReadOnlyList<object?> row in table.Rows.WithCancellation(ct).ConfigureAwait(false))
            {
                ct.ThrowIfCancellationRequested();
                await xml.WriteStartElementAsync(null, rowName, null).ConfigureAwait(false);
                for (int i = 0; i < names.Length; i++)
                    await WriteAsync(xml, names[i], row[i]).ConfigureAwait(false);
                await xml.WriteEndElementAsync().ConfigureAwait(false);
            }

            await xml.WriteEndElementAsync().ConfigureAwait(false);
            await xml.WriteEndDocumentAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask WriteAsync(XmlWriter xml, string name, object? value)
    {
        switch (value)
        {
            case null:
                return;
            case IEnumerable<string> set:
                await xml.WriteStartElementAsync(null, name, null).ConfigureAwait(false);
                foreach (string text in set)
                    await xml.WriteElementStringAsync(null, SetElement, null, XmlTexts.Clean(text)).ConfigureAwait(false);
                await xml.WriteEndElementAsync().ConfigureAwait(false);
                return;
            default:
                await xml.WriteElementStringAsync(null, name, null, XmlTexts.Clean(ExportTexts.Of(value))).ConfigureAwait(false);
                return;
        }
    }
}
