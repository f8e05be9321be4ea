using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Telemetry.Contracts.Schema;

/// <summary>A field of the schema. Immutable.</summary>
internal sealed class FieldShape(FieldDescriptor descriptor, MessageShape? child)
{
    public int Number { get; } = descriptor.FieldNumber;

    /// <summary>The JSON name, which also stands in error paths.</summary>
    public string Name { get; } = descriptor.JsonName;

    public byte[] CamelName { get; } = Encoding.UTF8.GetBytes(descriptor.JsonName);

    public byte[] SnakeName { get; } = Encoding.UTF8.GetBytes(descriptor.Name);

    public FieldType Type { get; } = descriptor.FieldType;

    public bool Repeated { get; } = descriptor.IsRepeated;

    public IFieldAccessor Accessor => descriptor.Accessor;

    /// <summary>The shape of a message field; null for others.</summary>
    public MessageShape? Child => child;

    /// <summary>The values of an enumeration field; null for others.</summary>
    public EnumDescriptor? Enum { get; } = descriptor.FieldType == FieldType.Enum ? descriptor.EnumType : null;

    public WireFormat.WireType WireType { get; } = descriptor.FieldType switch
    {
        FieldType.Double => WireFormat.WireType.Fixed64,
        FieldType.Float => WireFormat.WireType.Fixed32,
        FieldType.Int32 or FieldType.Int64 or FieldType.Bool or FieldType.Enum => WireFormat.WireType.Varint,
        FieldType.String or FieldType.Message => WireFormat.WireType.LengthDelimited,
        _ => throw new NotSupportedException($"The schema uses {descriptor.FieldType}, which the readers do not know."),
    };
}
