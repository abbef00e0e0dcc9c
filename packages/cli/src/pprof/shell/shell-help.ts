import { commandsAndOptions } from '../command-line/usage.js';
import { OPTION_HELP } from '../option-help.js';
import { findPprofCommand } from '../pprof-commands.js';

/** Help for all, or for the command or option that is named; `undefined` where there is none of that name. */
export function shellHelp(topic: string, sampleTypes: readonly string[]): string | undefined {
  if (topic === '') {
    return [
      commandsAndOptions(''),
      '',
      '  :                  Clears focus, ignore, hide, tagfocus and tagignore',
      '  opt=value          Sets an option; the name alone turns a switch on',
      `  ${sampleTypes.join(', ')}, also after mean_ or total_: shows this sample type`,
      '',
      '  "help <cmd|option>" tells more',
      '',
    ].join('\n');
  }
  const command = findPprofCommand(topic);
  if (command !== undefined) {
    const { description, usage = [] } = command;
    const lines = usage.length === 0 ? [] : ['  Usage:', ...usage.map((line) => `    ${line}`)];
    return [description, ...lines, '', ''].join('\n');
  }
  if (!Object.hasOwn(OPTION_HELP, topic)) return undefined;
  const names = topic === 'sample_index' ? [`It is one of: ${sampleTypes.join(', ')}`] : [];
  return [...OPTION_HELP[topic]!, ...names, '', ''].join('\n');
}
