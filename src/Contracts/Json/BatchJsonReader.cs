using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.Schema;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Contracts.Json;

/// <summary>One pass over one text, guided by the schema; knows at any time which field it stands on.</summary>
internal ref struct BatchJsonReader
{
    private readonly List<(string Name, int Index)> _path = [];
    private Utf8JsonReader _json;
    private string? _detail;
    private int _elements;

    public BatchJsonReader(ReadOnlySpan<byte> utf8) =>
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = FrameBatchJson.DeepestNesting });

    public FrameBatch Batch { get; } = new();

    public readonly FieldError Error => new(PathText(), _detail ?? "is malformed");

    public bool TryRead()
    {
        try
        {
            _json.Read();
            var read = _json.TokenType switch
            {
                JsonTokenType.StartObject => ReadFields(Batch, MessageShape.Batch),
                JsonTokenType.StartArray => ReadBareArray(),
                _ => Fail("expected an object with messages or an array of them"),
            };
            // Reading on finds whatever follows the value, which is an error.
            return read && (!_json.Read() || Fail("has text after its end"));
        }
        catch (JsonException fault)
        {
            return Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"is not JSON, or ends too soon, at line {(fault.LineNumber ?? 0) + 1}, byte {fault.BytePositionInLine ?? 0}"));
        }
    }

    private bool ReadBareArray()
    {
        var messages = MessageShape.Batch.Fields[0];
        _path.Add((messages.Name, -1));
        if (!ReadList(Batch, messages))
            return false;
        _path.RemoveAt(_path.Count - 1);
        return true;
    }

    private bool ReadFields(IMessage target, MessageShape shape)
    {
        var seen = 0UL;
        var hint = 0;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (shape.ByName(ref _json, ref hint) is not { } field)
            {
                _path.Add((JsonWords.NameOf(ref _json), -1));
                return Fail($"is not a field of {shape.Name}");
            }

            _path.Add((field.Name, -1));
            if ((seen & (1UL << field.Number)) != 0)
                return Fail("is given twice");
            seen |= 1UL << field.Number;
            _json.Read();
            if (_json.TokenType != JsonTokenType.Null && !ReadField(target, field))
                return false;
            _path.RemoveAt(_path.Count - 1);
        }

        return true;
    }

    private bool ReadField(IMessage target, FieldShape field)
    {
        if (field.Repeated)
            return _json.TokenType == JsonTokenType.StartArray ? ReadList(target, field) : Unexpected("an array");
        if (!ReadValue(field, out var value))
            return false;
        field.Accessor.SetValue(target, value);
        return true;
    }

    private bool ReadList(IMessage target, FieldShape field)
    {
        var list = (IList)field.Accessor.GetValue(target);
        for (var i = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; i++)
        {
            _path[^1] = (field.Name, i);
            if (++_elements > FrameLimits.MostElements)
                return Fail(string.Create(CultureInfo.InvariantCulture, $"is one too many: a batch holds at most {FrameLimits.MostElements} messages, frames and signs together"));
            if (!ReadValue(field, out var value))
                return false;
            list.Add(value);
        }

        _path[^1] = (field.Name, -1);
        return true;
    }

    private bool ReadValue(FieldShape field, out object? value)
    {
        value = null;
        switch (field.Type)
        {
            case FieldType.Message:
                if (_json.TokenType != JsonTokenType.StartObject)
                    return Unexpected("an object");
                var message = field.Child!.Create();
                value = message;
                return ReadFields(message, field.Child);
            case FieldType.String:
                if (_json.TokenType != JsonTokenType.String)
                    return Unexpected("a string");
                return JsonWords.TryReadText(ref _json, out value) || Fail("is not valid Unicode");
            case FieldType.Bool:
                if (_json.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                    return Unexpected("true or false");
                value = _json.GetBoolean();
                return true;
            case FieldType.Enum:
                return JsonWords.TryReadEnum(ref _json, field.Enum!, out value) ||
                    Fail($"expected one of {string.Join(", ", field.Enum!.Values.Select(known => known.Name))}");
            default:
                return ReadNumber(field, out value);
        }
    }

    private bool ReadNumber(FieldShape field, out object? value)
    {
        value = null;
        var whole = field.Type is FieldType.Int32 or FieldType.Int64;
        if (_json.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            return Unexpected(whole ? "a whole number" : "a number");
        if (JsonNumbers.TryRead(ref _json, field.Type, out value))
            return true;
        if (_json.TokenType == JsonTokenType.String)
            return Unexpected(whole ? "a whole number" : "a number");
        return Fail(whole ? "expected a whole number within its range" : "is too large");
    }

    private bool Unexpected(string expected) => Fail($"expected {expected}, got {JsonWords.Describe(_json.TokenType)}");

    private bool Fail(string detail)
    {
        _detail = detail;
        return false;
    }

    private readonly string PathText() => _path.Count == 0 ? "body" : string.Join('.', _path.Select(step =>
        step.Index < 0 ? step.Name : string.Create(CultureInfo.InvariantCulture, $"{step.Name}[{step.Index}]")));
}
