import type { HeapGraph } from '../graph/heap-graph.js';
import { matchGlob } from './match-glob.js';
import { numberReader, type TextColumn, textColumn } from './node-fields.js';
import type { Comparison, Condition } from './query.js';
import { QUERY_FIELDS, type QueryField } from './query-fields.js';

export type NodeTest = (node: number) => boolean;

/** Makes of a condition a test of nodes that reads columns. Texts are compared once each, not once a node. */
export function compileCondition(graph: HeapGraph, condition: Condition, showStrings: boolean): NodeTest {
  switch (condition.kind) {
    case 'and': {
      const left = compileCondition(graph, condition.left, showStrings);
      const right = compileCondition(graph, condition.right, showStrings);
      return (node) => left(node) && right(node);
    }
    case 'or': {
      const left = compileCondition(graph, condition.left, showStrings);
      const right = compileCondition(graph, condition.right, showStrings);
      return (node) => left(node) || right(node);
    }
    case 'not': {
      const inner = compileCondition(graph, condition.inner, showStrings);
      return (node) => !inner(node);
    }
    case 'comparison': {
      const { field, comparison, value } = condition;
      if (QUERY_FIELDS[field] === 'number')
        return compareNumbers(numberReader(graph, field), comparison, Number(value));
      return compareTexts(textColumn(graph, field, showStrings), field, comparison, String(value));
    }
  }
}

function compareNumbers(read: (node: number) => number, comparison: Comparison, value: number): NodeTest {
  switch (comparison) {
    case '=':
      return (node) => read(node) === value;
    case '!=':
      return (node) => read(node) !== value;
    case '<':
      return (node) => read(node) < value;
    case '<=':
      return (node) => read(node) <= value;
    case '>':
      return (node) => read(node) > value;
    case '>=':
      return (node) => read(node) >= value;
    default:
      throw new TypeError(`${comparison} compares no numbers`);
  }
}

const UNKNOWN = 0;
const YES = 1;
const NO = 2;

function compareTexts(
  column: TextColumn,
  field: QueryField,
  comparison: Comparison,
  value: string,
): NodeTest {
  const wanted = comparison === '=' || comparison === '~' ? YES : NO;
  const isSame =
    comparison === '=' || comparison === '!='
      ? (text: string) => text === value
      : (text: string) => matchGlob(value, text);
  const answers = new Uint8Array(column.count);
  return (node) => {
    const number = column.ofNode(node);
    // What is not told is not found either, however it is asked for.
    if (field === 'name' && number === 0) return false;
    if (answers[number] === UNKNOWN) answers[number] = isSame(column.text(number)) ? YES : NO;
    return answers[number] === wanted;
  };
}
