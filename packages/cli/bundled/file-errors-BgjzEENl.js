// packages/cli/dist/pprof/sources/file-errors.js
const WORDS = {
	EISDIR: "is a directory",
	ELOOP: "too many levels of symbolic links",
	ENAMETOOLONG: "file name too long"
};
/** What went wrong with a file, as Go words it: `open heap.pb.gz: permission denied`. */
function fileErrorText(operation, path, error) {
	const { code = "", message } = error;
	return `${operation} ${path}: ${WORDS[code] ?? /^[A-Z\d]+: (.*?), /.exec(message)?.[1] ?? message}`;
}

export { fileErrorText as t };