using Segmentation.Cli;

return await SegmentsTool.RunAsync(args, ToolConsole.System(), CancellationToken.None).ConfigureAwait(false);
