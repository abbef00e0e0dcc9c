import { type GraphNode, scaleValue, sortEdges, truncate } from '@heaptide/profile';
import { inOneUnit, type Report } from './report.js';
import { trimmedGraph } from './trimmed-graph.js';

/** For KCachegrind: every node with its cost and its calls. */
export function renderCallgrind(untrimmed: Report): string {
  const whole = { ...untrimmed.options, nodefraction: 0, edgefraction: 0, nodecount: 0 };
  const { nodes } = trimmedGraph({ ...untrimmed, options: whole });
  const report = inOneUnit(untrimmed, nodes);
  const calleeNames = distinctNames(nodes);
  const names = {
    objects: new Map<string, number>(),
    files: new Map<string, number>(),
    functions: new Map<string, number>(),
  };
  const cost = (value: number): string =>
    BigInt(truncate(scaleValue(value, report.sampleUnit, report.unit).value)).toString();
  const lines = ['positions: instr line', `events: ${report.sampleType}(${report.unit})`];
  let previous: GraphNode['info'] | undefined;
  for (const node of nodes) {
    const { info } = node;
    if (
      info.objectFile !== previous?.objectFile ||
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
  const paths = new Map<object | undefined, number>();
  /** By file and name, the number of each function. */
  const namesakes = new Map<string, Map<string, number>>();
  const placed = nodes.map((node) => {
    const { file, name } = node.info;
    const key = `${file.length}:${file}${name}`;
    const functions = namesakes.get(key) ?? new Map<string, number>();
    namesakes.set(key, functions);
    const path = numberOf(paths, node.siblings);
    return { node, functions, number: numberOf(functions, `${path} ${functionKey(node.info)}`) };
  });
  return new Map(
    placed.map(({ node, functions: { size }, number }) => [
      node,
      size > 1 ? `${node.info.name} [${number}/${size}]` : node.info.name,
    ]),
  );
}

/** What tells functions of one file and name apart: also a column, where neither line nor address is known. */
function functionKey({ line, column, address, startLine, objectFile }: GraphNode['info']): string {
  const isWhole = line === 0 && address === 0n;
  return `${isWhole ? column : 0} ${startLine} ${objectFile}`;
}

/** The number of a key, counted from 1 in the order in which keys come. */
function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size + 1);
  return numbers.size;
}

/** A name is written once with a number, and then by its number. */
function shortName(numbers: Map<string, number>, name: string): string {
  if (name === '') return '';
  const isKnown = numbers.has(name);
  const number = numberOf(numbers, name);
  return isKnown ? `(${number})` : `(${number}) ${name}`;
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
