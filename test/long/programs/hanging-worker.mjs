/** Preload that has the agent's thread hang for ever, three seconds after the start. */
import { Session } from 'node:inspector';

setTimeout(() => {
  const session = new Session();
  session.connect();
  session.on('NodeWorker.attachedToWorker', ({ params }) => {
    const message = JSON.stringify({
      id: 1,
      method: 'Runtime.evaluate',
      params: { expression: 'for (;;);' },
    });
    session.post('NodeWorker.sendMessageToWorker', { sessionId: params.sessionId, message });
    setTimeout(() => session.disconnect(), 500);
  });
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
}, 3000);
