import { type GraphNode, scaleValue, sortEdges, truncate } from '@heaptide/profile';
import { inOneUnit, type Report } from './report.js';
import { trimmedGraph } from './trimmed-graph.js';

/** For KCachegrind: every node with its cost and its calls. */
export function renderCallgrind(untrimmed: Report): string {
  const whole = { ...untrimmed.options, nodefraction: 0, edgefraction: 0, nodecount: 0 };
  const { nodes } = trimmedGraph({ ...untrimmed, options: whole });
  const report = inOneUnit(untrimmed, nodes);
  const calleeNames = distinctNames(nodes);
  const names = { objects: new Map<string, number>(), files: new Map<string, number>(), functions: new Map<string, number>() };
  const cost = (value: number): string =>
    BigInt(truncate(scaleValue(value, report.sampleUnit, report.unit).value)).toString();
  const lines = ['positions: instr line', `events: ${report.sampleType}(${report.unit})`];
  let previous: GraphNode['info'] | undefined;
  for (const node of nodes) {
    const { info } = node;
    if (
      previous === undefined ||
      info.objectFile !== previous.objectFile ||
      info.file !== previous.file ||
      info.name !== previous.name
    ) {
      lines.push(
        '',
        `ob=${shortName(names.objects, info.objectFile)}`,
        `fl=${shortName(names.files, info.file)}`,
        `fn=${shortName(names.functions, info.name)}`,
      );
    }
    lines.push(`${shortAddress(previous?.address, info.address)} ${info.line} ${cost(node.flatValue)}`);
    for (const { target, weight } of sortEdges(node.out.values())) {
      const callee = target.info;
      lines.push(
        `cfl=${shortName(names.files, callee.file)}`,
        `cfn=${shortName(names.functions, calleeNames.get(target) ?? '')}`,
        `calls=0 ${shortAddress(previous?.address, callee.address)} ${callee.line}`,
        `* * ${cost(weight)}`,
      );
    }
    previous = info;
  }
  return `${lines.join('\n')}\n`;
}

/** Callgrind takes functions of one file and name for one, so those that are not are numbered. */
function distinctNames(nodes: readonly GraphNode[]): Map<GraphNode, string> {
  const owners = new Map<string, Map<unknown, number>>();
  const ownersOf = ({ info: { file, name } }: GraphNode): Map<unknown, number> => {
    const key = `${file.length}:${file}${name}`;
    const known = owners.get(key) ?? new Map<unknown, number>();
    owners.set(key, known);
    return known;
  };
  for (const node of nodes) {
    const known = ownersOf(node);
    if (!known.has(node.owner)) known.set(node.owner, known.size + 1);
  }
  return new Map(
    nodes.map((node) => {
      const known = ownersOf(node);
      const { name } = node.info;
      return [node, known.size > 1 ? `${name} [${known.get(node.owner)!}/${known.size}]` : name];
    }),
  );
}

/** A name is written once with a number, and then by its number. */
function shortName(numbers: Map<string, number>, name: string): string {
  if (name === '') return '';
  const known = numbers.get(name);
  if (known !== undefined) return `(${known})`;
  const number = numbers.size + 1;
  numbers.set(name, number);
  return `(${number}) ${name}`;
}

/** `*` for the same address, the difference where that is shorter, else the address. */
function shortAddress(previous: bigint | undefined, address: bigint): string {
  const whole = address === 0n ? '0x0' : `0x${address.toString(16)}`;
  if (previous === undefined) return whole;
  if (previous === address) return '*';
  const difference = BigInt.asIntN(64, address - previous);
  const relative = `${difference < 0n ? '' : '+'}${difference}`;
  return relative.length < whole.length ? relative : whole;
}
