using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>
/// PdfPig's own decoders, watched: where unpacking fails, even for want of memory, they answer with what went in and without a word, and a
/// page would be missing from a chart that looks whole.
/// </summary>
sealed class WatchedFilters : IFilterProvider
{
    /// <summary>Whether something could not be unpacked.</summary>
    public bool LostSomething { get; private set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Watch(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Watch(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Watch(DefaultFilterProvider.Instance.GetAllFilters());

    IFilter[] Watch(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter => new Watched(filter, this))];

    sealed class Watched(IFilter filter, WatchedFilters watch) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            var output = filter.Decode(input, streamDictionary, filterProvider, filterIndex);
            watch.LostSomething |= filter is FlateFilter && !input.IsEmpty && output.Span.SequenceEqual(input.Span);
            return output;
        }
    }
}
