const WORDS: Readonly<Record<string, string>> = {
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
};

/** What went wrong with a file, as Go words it: `open heap.pb.gz: permission denied`. */
export function fileErrorText(operation: string, path: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const words = WORDS[code] ?? /^[A-Z\d]+: (.*?), /.exec(message)?.[1] ?? message;
  return `${operation} ${path}: ${words}`;
}
