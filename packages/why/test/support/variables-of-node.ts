import { Session } from 'node:inspector';

interface Remote {
  readonly objectId: string;
}

const IN_PASSING = 'heaptide.test.in-passing';
const SHARED = `globalThis[Symbol.for('${IN_PASSING}')]`;

const read = new Map<unknown, object>();

/** What is in the scope of a function of Node's own, by an inspector within the process. */
export function variablesOfNode(fn: unknown): object {
  let variables = read.get(fn);
  if (variables === undefined) read.set(fn, (variables = readScopeOf(fn)));
  return variables;
}

function readScopeOf(fn: unknown): object {
  const shared = globalThis as Record<symbol, unknown>;
  const key = Symbol.for(IN_PASSING);
  const session = new Session();
  session.connect();
  try {
    shared[key] = fn;
    const { result } = callNow(session, 'Runtime.evaluate', { expression: SHARED }) as { result: Remote };
    const { internalProperties } = callNow(session, 'Runtime.getProperties', result) as {
      internalProperties: readonly { readonly name: string; readonly value: Remote }[];
    };
    const { objectId } = internalProperties.find(({ name }) => name === '[[Scopes]]')!.value;
    const chain = callNow(session, 'Runtime.getProperties', { objectId, ownProperties: true }) as {
      result: readonly { readonly value: Remote }[];
    };
    callNow(session, 'Runtime.callFunctionOn', {
      objectId: chain.result[0]!.value.objectId,
      functionDeclaration: `function () { ${SHARED} = this.object; }`,
    });
    return shared[key] as object;
  } finally {
    session.disconnect();
    Reflect.deleteProperty(shared, key);
  }
}

/** An inspector of the process itself answers before the call is over. */
function callNow(session: Session, method: string, params: object): unknown {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error !== null) throw error;
    answer = result;
  });
  return answer;
}
