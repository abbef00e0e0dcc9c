/** An instruction of a Dockerfile with its arguments, continued lines joined. */
export interface DockerfileStep {
  readonly instruction: string;
  readonly text: string;
}

export function dockerfileSteps(dockerfile: string): DockerfileStep[] {
  return dockerfile
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, instruction, text] = /^(\w+)\s+(.*)$/.exec(line)!;
      return { instruction: instruction!.toUpperCase(), text: text!.trim() };
    });
}

/** The steps of the stage that becomes the image. */
export function lastStage(steps: readonly DockerfileStep[]): readonly DockerfileStep[] {
  return steps.slice(steps.findLastIndex(({ instruction }) => instruction === 'FROM'));
}

/** The words of an exec form; undefined for a shell form. */
export function execForm(text: string): readonly string[] | undefined {
  try {
    const words = JSON.parse(text) as unknown;
    return Array.isArray(words) ? words.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** What ENV sets, quotes taken away. */
export function environmentOf(steps: readonly DockerfileStep[]): Readonly<Record<string, string>> {
  const pairs = steps
    .filter(({ instruction }) => instruction === 'ENV')
    .map(({ text }) => /^(\w+)=("?)(.*)\2$/.exec(text)!)
    .map(([, name, , value]) => [name!, value!] as const);
  return Object.fromEntries(pairs);
}
