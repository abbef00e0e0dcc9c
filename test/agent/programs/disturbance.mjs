/**
 * Comes between a question and the process that is asked, and breaks it. What the question names as its unit says where
 * and how, `STEP/MOMENT/DEED`: as the step begins (`begin`), with the main thread stopped (`pause`), or with breakpoints set
 * that do not stop (`condition`), it throws, spins for ever, ends its thread (`exit`), disconnects, or uses up its memory;
 * `end-agent` has the thread ended that started the question.
 */
import { BroadcastChannel, workerData } from 'node:worker_threads';

const [step, moment, deed] = (workerData.asked.unit ?? '').split('/');

const spin = () => {
  for (;;);
};

export function disturb({ connection, session }) {
  let current = '';
  let done = false;
  const deeds = {
    throw() {
      throw new Error('disturbed');
    },
    spin,
    exit: () => process.exit(3),
    disconnect: () => session.disconnect(),
    memory() {
      const text = JSON.stringify(Array.from({ length: 1000 }, (_, id) => ({ id })));
      const kept = [];
      for (;;) kept.push(JSON.parse(text));
    },
    'end-agent': () => new BroadcastChannel('disturbance').postMessage('end'),
  };
  const reach = (reached) => {
    if (done || current !== step || reached !== moment) return;
    done = true;
    deeds[deed]();
  };
  return {
    connection: {
      call(method, parameters, options) {
        const answer = connection.call(method, parameters, options);
        if (!method.startsWith('Debugger.setBreakpoint') || !parameters.condition) return answer;
        return answer.then((value) => {
          reach('condition');
          return value;
        });
      },
      on(event, listener) {
        const paused = (parameters) => {
          reach('pause');
          listener(parameters);
        };
        connection.on(event, event === 'Debugger.paused' && listener !== undefined ? paused : listener);
      },
    },
    onStep(reached) {
      current = reached;
      reach('begin');
    },
  };
}
