import { dockerfileSteps, environmentOf, execForm, lastStage } from './dockerfile-steps.js';

const NOT_AS_FIRST_PROCESS = /(^|\/)(npm|npx|yarn|pnpm|sh|bash)$/;
const STARTS = ['ENTRYPOINT', 'CMD'];

/** What of a Dockerfile would make a bad container: a shell or npm as the first process, root, an unfitted heap. */
export function dockerfileProblems(dockerfile: string): string[] {
  const steps = dockerfileSteps(dockerfile);
  const last = lastStage(steps);
  const starts = last.filter(({ instruction }) => STARTS.includes(instruction));
  const words = starts.map(({ text }) => execForm(text));
  const users = last.filter(({ instruction }) => instruction === 'USER').map(({ text }) => text);
  const user = users.at(-1) ?? '';
  const images = steps.filter(({ instruction }) => instruction === 'FROM').map(({ text }) => text);
  const defaults = Object.fromEntries(
    steps.filter(({ instruction }) => instruction === 'ARG').map(({ text }) => text.split('=', 2)),
  ) as Record<string, string | undefined>;
  const imageOf = (text: string) =>
    text.split(' ')[0]!.replace(/^\$\{(\w+)\}$/, (_, name: string) => defaults[name] ?? '');
  return [
    ...(images.length > 1 ? [] : ['one stage only']),
    ...images
      .map(imageOf)
      .filter((image) => !/:(?!latest)[\w.-]+$/.test(image))
      .map((image) => `no tag: ${image}`),
    ...(starts.some(({ instruction }) => instruction === 'ENTRYPOINT') ? [] : ['no ENTRYPOINT']),
    ...(words.includes(undefined) ? ['a shell is the first process'] : []),
    ...(words.some((exec) => exec !== undefined && NOT_AS_FIRST_PROCESS.test(exec[0] ?? ''))
      ? ['not node is the first process']
      : []),
    ...(/^[1-9]\d*(:[1-9]\d*)?$/.test(user) ? [] : [`USER is no number above 0: ${user}`]),
    ...(last.some(({ instruction }) => instruction === 'RUN')
      ? ['RUN in the last stage, which has no shell']
      : []),
    ...(environmentOf(last).NODE_OPTIONS?.includes('--max-old-space-size=') ? [] : ['no limit of the heap']),
  ];
}
