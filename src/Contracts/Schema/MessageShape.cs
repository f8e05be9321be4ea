using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Telemetry.Contracts.V1;

namespace Telemetry.Contracts.Schema;

/// <summary>A message of the schema as both readers need it: its fields by number and by name. Immutable.</summary>
internal sealed class MessageShape
{
    private readonly FieldShape?[] _byNumber;

    private MessageShape(MessageDescriptor descriptor, Func<IMessage> create, params MessageShape[] children)
    {
        Name = descriptor.Name;
        Create = create;
        Fields = [.. descriptor.Fields.InFieldNumberOrder().Select(field => new FieldShape(field, ChildOf(field, children)))];
        _byNumber = new FieldShape?[Fields.Max(field => field.Number) + 1];
        PlainByTag = new PlainKind[256];
        foreach (var field in Fields)
        {
            _byNumber[field.Number] = field;
            // Field numbers below 16 have tags of one byte, and lengths always need a closer look.
            if (!field.Repeated && field.Number < 16 && field.WireType != WireFormat.WireType.LengthDelimited)
                PlainByTag[field.Number << 3 | (int)field.WireType] = (PlainKind)(field.WireType + 1);
        }
    }

    /// <summary>What is posted.</summary>
    public static MessageShape Batch { get; } = BatchShape();

    public string Name { get; }

    public Func<IMessage> Create { get; }

    /// <summary>In the order of their numbers, all of which are below 64.</summary>
    public FieldShape[] Fields { get; }

    /// <summary>By the first byte of a tag: the single numbers that can be stepped over without looking anything up.</summary>
    public PlainKind[] PlainByTag { get; }

    public FieldShape? ByNumber(uint number) => number < _byNumber.Length ? _byNumber[number] : null;

    /// <summary>
    /// The field whose name the reader stands on, in camel or snake case; null where there is none. The search begins at
    /// <paramref name="hint"/>, the place after the last find: names mostly come in order.
    /// </summary>
    public FieldShape? ByName(ref Utf8JsonReader json, ref int hint)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            var at = (hint + i) % Fields.Length;
            if (!json.ValueTextEquals(Fields[at].CamelName) && !json.ValueTextEquals(Fields[at].SnakeName))
                continue;
            hint = at + 1;
            return Fields[at];
        }

        return null;
    }

    private static MessageShape? ChildOf(FieldDescriptor field, MessageShape[] children) =>
        field.FieldType == FieldType.Message ? children.Single(child => child.Name == field.MessageType.Name) : null;

    private static MessageShape BatchShape()
    {
        var sign = new MessageShape(SignRecognition.Descriptor, () => new SignRecognition());
        var inForce = new MessageShape(SignInForce.Descriptor, () => new SignInForce(), sign);
        var frame = new MessageShape(Frame.Descriptor, () => new Frame(), sign);
        var message = new MessageShape(FrameMessage.Descriptor, () => new FrameMessage(), inForce, frame);
        return new MessageShape(FrameBatch.Descriptor, () => new FrameBatch(), message);
    }
}
