using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Text;
using Loyalty.Tests;

namespace Loyalty.Benchmarks;

/// <summary>
/// <c>-- reading</c>: HTML charts parsed, extracted and validated, beside AngleSharp's bare parse of the same pages, at most twice its time: the
/// starter library's own pages, the same charts among the clutter of real ones, and the labelled corpus in its many languages. Page by page, one after the other, in processor time of
/// the thread: what else the machine does then slows both alike, and the ratio holds.
/// </summary>
internal sealed class ReadingBenchmark
{
    private const int Steps = 4, Parse = 0, ReadText = 1, ReadChart = 2, Check = 3;

    private readonly DocumentReader _text = new();
    private readonly ChartReader _reader = new();
    private readonly NameIndex _names;
    private readonly ImmutableArray<Page> _pages;
    private readonly List<double>[,] _times;
    private readonly long[] _bytes = new long[Steps];

    private ReadingBenchmark(NameIndex names, ImmutableArray<Page> pages)
    {
        (_names, _pages) = (names, pages);
        _times = new List<double>[Steps, pages.Length];
        Clear();
    }

    private sealed record Page(string Name, string Text)
    {
        public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Text);
    }

    public static async Task RunAsync()
    {
        var names = NameIndex.From([]);
        await foreach (var document in StarterLibrary.ReadAsync())
        {
            if (!document.Path.StartsWith("reference/", StringComparison.Ordinal)) break;
            names = document.Names;
        }

        var plain = Pages(StarterLibrary.Folder, "*.html");
        ImmutableArray<Page> cluttered = [.. plain.Select((page, index) => new Page(page.Name, ClutteredPages.Around(page.Text, index)))];
        var library = new ReadingBenchmark(names, plain);
        var real = new ReadingBenchmark(names, cluttered);
        for (var i = 0; i < plain.Length; i++)
        {
            if (!Ids(library.Read(plain[i])).SequenceEqual(Ids(real.Read(cluttered[i])))) throw new InvalidOperationException($"The clutter around {plain[i].Name} changes its charts.");
        }

        await library.MeasureAsync("the library's pages", warming: 400, rounds: 400);
        await real.MeasureAsync("the same among clutter", warming: 20, rounds: 60);
        var labelled = new ReadingBenchmark(names, Pages(Path.Combine(StarterLibrary.Folder, "..", "tests", "Loyalty.Ingestion.Tests", "Corpus", "tuning"), "page.html"));
        await labelled.MeasureAsync("the labelled corpus, in many languages", warming: 60, rounds: 60);
    }

    private static ImmutableArray<Page> Pages(string folder, string named) =>
        [.. Directory.EnumerateFiles(folder, named, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => new Page(Path.GetFileName(file), File.ReadAllText(file)))];

    private async Task MeasureAsync(string what, int warming, int rounds)
    {
        for (var round = 0; round < warming; round++)
        {
            Round();
            // The compiler's turn: it works beside, and only where nothing new was called for a while.
            if (round % 20 == 0) await Task.Delay(150);
        }

        Clear();
        for (var round = 0; round < rounds; round++) Round();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}, {_pages.Length} of {_pages.Min(page => page.Bytes.Length) / 1024.0:0.0} to {_pages.Max(page => page.Bytes.Length) / 1024.0:0.0} KB, {rounds} rounds; of the time of a bare parse:"));
        Print("best tenth", times => times.Order().Take(times.Count / 10).Average());
        Print("median    ", times => times.Order().ElementAt(times.Count / 2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  memory: {_bytes[1..].Sum() / 1024.0 / rounds:0} KB after {_bytes[Parse] / 1024.0 / rounds:0} KB (text {_bytes[ReadText] / 1024.0 / rounds:0}, charts {_bytes[ReadChart] / 1024.0 / rounds:0}, checks {_bytes[Check] / 1024.0 / rounds:0})"));
    }

    private void Print(string of, Func<List<double>, double> taken)
    {
        var steps = Enumerable.Range(0, Steps).Select(step => Enumerable.Range(0, _pages.Length).Sum(page => taken(_times[step, page]))).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {of}: {steps[1..].Sum() / steps[Parse]:0.00} (text {steps[ReadText] / steps[Parse]:0.00}, charts {steps[ReadChart] / steps[Parse]:0.00}, checks {steps[Check] / steps[Parse]:0.00}); a bare parse takes {steps[Parse] / _pages.Length / 1000:0} µs"));
    }

    private void Round()
    {
        for (var page = 0; page < _pages.Length; page++)
        {
            var clock = new ThreadClock();
            _ = new HtmlParser().ParseDocument(_pages[page].Text).All.Length;
            Took(Parse, page, ref clock);
            var text = TextOf(_pages[page]);
            Took(ReadText, page, ref clock);
            var facts = FactsOf(text);
            Took(ReadChart, page, ref clock);
            FactValidator.Validate(facts, _names);
            Took(Check, page, ref clock);
        }
    }

    private void Took(int step, int page, ref ThreadClock clock)
    {
        var (nanoseconds, bytes) = clock.Lap();
        _times[step, page].Add(nanoseconds);
        _bytes[step] += bytes;
    }

    private void Clear()
    {
        for (var step = 0; step < Steps; step++)
        {
            _bytes[step] = 0;
            for (var page = 0; page < _pages.Length; page++) _times[step, page] = [];
        }
    }

    private ExtractedFacts Read(Page page) => FactsOf(TextOf(page));

    // A page is read where it is asked for, on this thread.
    private DocumentText TextOf(Page page) => _text.ReadAsync(page.Name, page.Bytes, CancellationToken.None).GetAwaiter().GetResult();

    private ExtractedFacts FactsOf(DocumentText text) => _reader.Read(text, new Hints(), _names, "document", CancellationToken.None);

    private static IEnumerable<string> Ids(ExtractedFacts facts) =>
        facts.Charts.SelectMany(chart => chart.Rules).Select(rule => rule.Id).Concat(facts.Transfers.Select(transfer => transfer.Id));
}
