namespace Telemetry.Benchmarks.Codec;

/// <summary>One round of the codec beside its peers; frames for a second of processor time.</summary>
/// <param name="Decoded">Decoded from chunks.</param>
/// <param name="Encoded">Encoded to chunks.</param>
/// <param name="Parsed">The same frames parsed by Google.Protobuf.</param>
internal readonly record struct CodecRound(double Decoded, double Encoded, double Parsed);
