using System.Buffers;
using System.Text;

namespace Alur.Host.Attachments;

/// <summary>Tells plain text from everything else, and refuses text that a browser could take for a page or a machine for a program.</summary>
internal static class PlainTextSniffer
{
    private static readonly byte[][] Active =
    [
        .. new[] { "<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe", "#!", "{\\rtf" }.Select(Encoding.ASCII.GetBytes),
    ];

    // Tab, line feed, form feed and carriage return are the control characters of text.
    private static readonly SearchValues<byte> Binary =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 12 or 13)).Select(code => (byte)code), 127]);

    public static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || head.ContainsAny(Binary) || !IsUtf8Prefix(head))
            return false;
        var start = head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        start = start.TrimStart(" \t\r\n\f"u8);
        foreach (var sign in Active)
        {
            if (start.Length >= sign.Length && Ascii.EqualsIgnoreCase(start[..sign.Length], sign))
                return false;
        }
        return true;
    }

    // The head may end within a character: up to three bytes of it are missing then.
    private static bool IsUtf8Prefix(ReadOnlySpan<byte> head)
    {
        while (!head.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(head, out _, out var used);
            if (status == OperationStatus.NeedMoreData)
                return head.Length < 4;
            if (status != OperationStatus.Done)
                return false;
            head = head[used..];
        }
        return true;
    }
}
