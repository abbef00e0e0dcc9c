import { HeaptideError, type Profile, selectSampleType } from '@heaptide/profile';
import {
  DEFAULT_PPROF_OPTIONS,
  type PprofOptions,
  prepareReport,
  profileHeader,
} from '@heaptide/report/pprof';
import { runReport } from '../output/run-report.js';
import type { PprofContext, Talk } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import { completer } from './complete.js';
import { editedLines, isEditable, scriptLines } from './lines.js';
import { optionList } from './option-list.js';
import { parseShellCommand } from './parse-shell-command.js';
import { findOption, isSwitch, setOption } from './set-option.js';
import { shellHelp } from './shell-help.js';

export interface ShellRun {
  readonly profile: Profile;
  readonly options: PprofOptions;
  readonly context: PprofContext;
  readonly talk: Talk;
}

/** Begins a comment in the value of an option. */
const COMMENT = '//:';

/**
 * The shell of pprof: reports, options and help until `quit` or the end of the input. What is wrong with a command is
 * told, and the shell goes on.
 */
export async function runShell({ profile, options, context, talk }: ShellRun): Promise<void> {
  const { strings, functions, sampleTypes } = profile;
  const types = sampleTypes.map(({ type }) => type);
  const shortcuts = shortcutsFor(types);
  const shell = new Shell(profile, { ...options, compact_labels: true }, context, talk);
  greet(profile, shell.options, talk);
  const lines = isEditable(context)
    ? editedLines(
        context,
        completer(
          Array.from(functions.name, (id) => strings.get(id)),
          types,
        ),
      )
    : scriptLines(context);
  for await (const line of lines) {
    const input = line.trim();
    for (const command of shortcuts.get(input) ?? [input]) {
      try {
        if ((await shell.run(command)) === 'quit') return;
      } catch (error) {
        context.signal.throwIfAborted();
        if (!(error instanceof HeaptideError)) throw error;
        talk(error.message);
      }
    }
  }
  context.signal.throwIfAborted();
}

class Shell {
  readonly #profile: Profile;
  readonly #context: PprofContext;
  readonly #talk: Talk;
  options: PprofOptions;

  constructor(profile: Profile, options: PprofOptions, context: PprofContext, talk: Talk) {
    this.#profile = profile;
    this.options = options;
    this.#context = context;
    this.#talk = talk;
  }

  async run(input: string): Promise<'quit' | undefined> {
    if (this.#assign(input)) return undefined;
    const words = input.split(/\s+/).filter((word) => word !== '');
    switch (words[0]) {
      case undefined:
        return undefined;
      case 'o':
      case 'options':
        this.#context.stderr.write(optionList(this.#profile, this.options));
        return undefined;
      case 'exit':
      case 'q':
      case 'quit':
        return 'quit';
      case 'help':
        this.#help(words.slice(1).join(' '));
        return undefined;
    }
    const { report, options } = parseShellCommand(words, this.options);
    const [profile, context, talk] = [this.#profile, this.#context, this.#talk];
    await runReport({ profile, report, options, context, talk, isShell: true });
    return undefined;
  }

  /** `name=value`, or the name of a switch alone. False where the input is a command. */
  #assign(input: string): boolean {
    const [, left = '', given] = /^([^=]*)(?:=(.*))?$/s.exec(input)!;
    const name = left.trim();
    const option = findOption(name);
    if (option === undefined) return false;
    if (given === undefined && !isSwitch(option, name)) {
      throw pprofError(`please specify a value, e.g. ${name}=<val>`);
    }
    const comment = given?.lastIndexOf(COMMENT) ?? -1;
    const value = (comment === -1 ? (given ?? '') : given!.slice(0, comment)).trim();
    this.options = setOption(this.options, name, name === 'sample_index' ? this.#sampleType(value) : value);
    return true;
  }

  #sampleType(wanted: string): string {
    return this.#profile.sampleTypes[selectSampleType(this.#profile, wanted)]!.type;
  }

  #help(topic: string): void {
    const types = this.#profile.sampleTypes.map(({ type }) => type);
    const text = shellHelp(topic, types);
    if (text === undefined) throw pprofError(`Unknown command: ${topic}`);
    this.#context.stderr.write(text);
  }
}

/** Commands that stand for others. */
function shortcutsFor(types: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map([
    [':', ['focus=', 'ignore=', 'hide=', 'tagfocus=', 'tagignore=']],
    ...types.flatMap((type): [string, string[]][] => {
      const select = `sample_index=${type}`;
      return [
        [type, [select]],
        [`total_${type}`, ['mean=0', select]],
        [`mean_${type}`, ['mean=1', select]],
      ];
    }),
  ]);
}

/** What the profile is of, before anything is filtered. */
function greet(profile: Profile, { sample_index, mean, divide_by, unit }: PprofOptions, talk: Talk): void {
  try {
    const options = { ...DEFAULT_PPROF_OPTIONS, sample_index, mean, divide_by, unit };
    const report = prepareReport(profile, { format: 'top', options }, talk);
    for (const line of profileHeader(report)) talk(line);
    if (report.total === 0 && profile.sampleTypes.length > 1) {
      talk('No samples were found with the default sample value type.');
      talk('Try "sample_index" command to analyze different sample values.');
    }
  } catch (error) {
    // Options that do not fit the profile are told of when a report is asked for.
    if (!(error instanceof HeaptideError)) throw error;
  }
  talk('Entering interactive mode (type "help" for commands, "o" for options)');
}
