import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type FoundFile = { readonly path: string } | { readonly problem: string };

/** A path of Windows begins like an address. */
const ADDRESS = /^[a-z][a-z\d+.-]+:/i;

/**
 * The file on this machine that a profile calls `file`: absolute, so that it cannot be taken for a flag, and regular, so
 * that opening it neither waits nor acts.
 */
export function findSourceFile(file: string, folder: string = process.cwd()): FoundFile {
  if (file === '') return { problem: 'native code has no file' };
  if (file.startsWith('node:')) return { problem: 'this file is inside of Node' };
  if (ADDRESS.test(file) && !file.startsWith('file:')) return { problem: 'the site is not in a file' };
  try {
    const path = resolve(folder, file.startsWith('file:') ? fileURLToPath(file) : file);
    return statSync(path).isFile() ? { path } : { problem: 'the site is not in a regular file' };
  } catch {
    return { problem: 'no such file on this machine' };
  }
}
