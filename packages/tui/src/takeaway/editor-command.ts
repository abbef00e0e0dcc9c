import { basename } from 'node:path';
import type { Environment } from '../terminal/terminal-abilities.js';
import { findSourceFile } from './find-source-file.js';
import { splitWords } from './split-words.js';

export interface EditorCommand {
  readonly command: string;
  readonly args: readonly string[];
}

export interface EditorRequest {
  readonly env?: Environment;
  /** As the profile has it; raw. */
  readonly file: string;
  /** From 1; 0 when unknown. */
  readonly line: number;
  readonly column: number;
  /** What a relative file is relative to; by default where we were started. */
  readonly folder?: string;
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** How editors want to be told the place; an editor that is not listed gets the file alone. */
const CONVENTIONS: readonly {
  readonly names: readonly string[];
  readonly args: (place: Place) => readonly string[];
}[] = [
  {
    names: ['vi', 'vim', 'nvim', 'gvim', 'mvim', 'nvi', 'view', 'elvis', 'joe', 'mg', 'jed', 'jove'],
    args: ({ path, line }) => [`+${line}`, path],
  },
  {
    names: ['emacs', 'emacsclient', 'micro', 'kak', 'gedit', 'gnome-text-editor'],
    args: ({ path, line, column }) => [`+${line}:${column}`, path],
  },
  { names: ['nano', 'pico', 'ne'], args: ({ path, line, column }) => [`+${line},${column}`, path] },
  {
    names: ['code', 'code-insiders', 'codium', 'vscodium', 'cursor', 'windsurf'],
    args: (place) => ['-g', joined(place)],
  },
  { names: ['hx', 'helix', 'zed', 'zeditor', 'subl', 'sublime_text'], args: (place) => [joined(place)] },
  {
    names: ['idea', 'webstorm', 'phpstorm', 'pycharm', 'goland', 'fleet', 'kate', 'kwrite'],
    args: ({ path, line, column }) => ['--line', `${line}`, '--column', `${column}`, path],
  },
];

/**
 * The user's editor (VISUAL, else EDITOR, each of which may hold arguments) at a place of a profile, as an argument
 * list: no shell ever reads a name from a profile.
 */
export function editorCommand(request: EditorRequest): EditorCommand | { readonly problem: string } {
  const { env = process.env, file, folder } = request;
  const editor = [env.VISUAL, env.EDITOR].find((value) => value !== undefined && value.trim() !== '');
  if (editor === undefined) return { problem: 'which editor? set VISUAL or EDITOR' };
  const [command, ...args] = splitWords(editor) ?? [];
  if (command === undefined || command === '') return { problem: 'VISUAL or EDITOR is not a command' };
  const found = findSourceFile(file, folder);
  if ('problem' in found) return found;
  return { command, args: [...args, ...placeArgs(command, { ...request, path: found.path })] };
}

function placeArgs(command: string, { path, line, column }: Place): readonly string[] {
  // Debian's alternatives are `vim.basic` and `vim.tiny`, Windows adds `.exe`.
  const name = basename(command)
    .toLowerCase()
    .replace(/\.\w+$/, '');
  const convention = CONVENTIONS.find(({ names }) => names.includes(name));
  if (convention === undefined || !Number.isSafeInteger(line) || line < 1) return [path];
  return convention.args({ path, line, column: Number.isSafeInteger(column) ? Math.max(1, column) : 1 });
}

function joined({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}
