import { NODE_TYPE_NAMES, NodeType } from '../model/node-type.js';

/** Name of the class of nodes that are not named after what they are instances of. */
export function classNameOfType(type: number): string {
  switch (type) {
    case NodeType.hidden:
      return '(system)';
    case NodeType.code:
      return '(compiled code)';
    case NodeType.closure:
      return 'Function';
    case NodeType.regexp:
      return 'RegExp';
    default:
      return `(${NODE_TYPE_NAMES[type]!})`;
  }
}

/** Name of the class of an object or a native node: its own name, of an element (`<div id="a">`) the tag alone. */
export function classNameOfInstance(name: string): string {
  const tag = name.startsWith('<') ? 0 : name.startsWith('Detached <') ? 'Detached '.length : -1;
  if (tag < 0) return name;
  const end = name.indexOf(' ', tag);
  return end < 0 ? name : `${name.slice(0, end)}>`;
}
