const REFERENCE = /\$(?:\$|\(([A-Za-z_][A-Za-z0-9_.-]*)\))/g;

/**
 * `text` of a container's command, arguments or environment with `$(NAME)` replaced as Kubernetes does before it starts
 * the container; `$$` is a dollar. A name that is not known stays as it stands.
 */
export function expandVariables(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(REFERENCE, (reference, name: string | undefined) => {
    if (name === undefined) return '$';
    return Object.hasOwn(env, name) ? env[name]! : reference;
  });
}
