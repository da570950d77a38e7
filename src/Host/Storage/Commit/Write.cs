namespace Alur.Host.Storage.Commit;

/// <summary>One statement of a step. The same text runs on both databases: parameters are <c>$1</c>, <c>$2</c>, …, names are lower case.</summary>
/// <param name="Sql">The statement; a constant, since it is prepared once for each text.</param>
/// <param name="Args">Its arguments, <c>$1</c> first.</param>
/// <param name="Expectation">How many rows it must change for the step to stand.</param>
public sealed record Write(string Sql, Value[] Args, Expectation Expectation = Expectation.Any);
