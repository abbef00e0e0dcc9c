/**
 * Why code must not be deoptimized in a process that was started with `options`, those of node's command line and of
 * NODE_OPTIONS, and with that environment; `undefined` where nothing speaks against it.
 */
export function profilingObstacle(
  options: readonly string[],
  { NODE_V8_COVERAGE: coverage }: NodeJS.ProcessEnv,
): string | undefined {
  if (coverage)
    return 'NODE_V8_COVERAGE has code coverage measured, and what turns inlining off would end it';
  const profiled = options.some((option) => /^--cpu[-_]prof$/.test(option));
  return profiled ? '--cpu-prof has the CPU profiled, and that would profile unusually slow code' : undefined;
}
