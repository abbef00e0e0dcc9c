import { open } from 'node:fs/promises';
import { resolve } from 'node:path';

/** How the files begin that pprof takes for programs: ELF, Mach-O of both widths and byte orders, PE. */
const PROGRAM_HEADS = ['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', '4d5a'];

/** Is there a file at this path, and is it a program? */
export async function isProgram(path: string, cwd: string): Promise<boolean> {
  try {
    const file = await open(resolve(cwd, path));
    try {
      // A pipe would lose what is read from it.
      if (!(await file.stat()).isFile()) return false;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      const head = buffer.toString('hex', 0, bytesRead);
      return PROGRAM_HEADS.some((magic) => head.startsWith(magic));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
