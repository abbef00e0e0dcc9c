/** Forms of names that carry more than a box has room for; what stays is the group. */
const GO_PACKAGE = /^(?:[\w\-.]+\/)+([^.]+\..+)/;
const JAVA_METHOD = /^(?:[a-z]\w*\.)*([A-Z][\w$]*\.(?:<init>|[a-z][\w$]*(?:\$\d+)?))(?:(?:\()|$)/;
const CPP_METHOD = /^(?:[_a-zA-Z]\w*::)+(_*[A-Z]\w*::~?[_a-zA-Z]\w*(?:<.*>)?)/;
const GO_VERSION = /^(.*?)\/v(?:[2-9]|[1-9][0-9]+)([./].*)$/;
const ANONYMOUS_NAMESPACE = '(anonymous namespace)::';

/**
 * A function name without package, module version and namespace.
 *
 * Method: google/pprof `internal/graph/graph.go`.
 */
export function shortFunctionName(name: string): string {
  const local = name.startsWith(ANONYMOUS_NAMESPACE) ? name.slice(ANONYMOUS_NAMESPACE.length) : name;
  const plain = local.replace(GO_VERSION, '$1$2');
  for (const form of [GO_PACKAGE, JAVA_METHOD, CPP_METHOD]) {
    const found = form.exec(plain);
    if (found) return found[1]!;
  }
  return plain;
}
