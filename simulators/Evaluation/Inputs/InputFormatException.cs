using System.Globalization;

namespace Telemetry.Evaluation.Inputs;

/// <summary>An input file says something that cannot be read.</summary>
/// <param name="file">The file's name.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="problem">What is wrong with it.</param>
public sealed class InputFormatException(string file, int line, string problem)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {problem}"));
