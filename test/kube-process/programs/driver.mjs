// Opens what a command would and then ends, or does not, as it is told to. Prints one line of JSON once all is open.
import { kubectlOptions, KubectlProxy, PortForward } from '@heaptide/kube';

const [how, port] = process.argv.slice(2);
const kubectl = kubectlOptions({ env: process.env });
const proxy = await KubectlProxy.start(kubectl);
const forward = await PortForward.start(kubectl, { namespace: 'default', pod: 'web-0', port: Number(port) });
await proxy.api.getJson('/api/v1/namespaces/default/pods/web-0');
const connection = await forward.connect();
if (how !== 'stay' && how !== 'interrupted') connection.destroy();
console.log(JSON.stringify({ socketPath: proxy.socketPath, pid: proxy.pid }));

switch (how) {
  case 'close':
    await Promise.all([proxy.close(), forward.close()]);
    break;
  case 'exit':
    process.exit(0);
    break;
  case 'throw':
    setTimeout(() => {
      throw new Error('on purpose');
    });
    break;
  case 'interrupted':
    process.once('SIGINT', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { kind } = await proxy.api.getJson('/api/v1/namespaces/default/pods/web-0');
      console.log(`after the interrupt: ${kind}`);
      await Promise.all([proxy.close(), forward.close()]);
      process.exit(130);
    });
    setInterval(() => undefined, 1000);
    break;
  case 'stay':
    setInterval(() => undefined, 1000);
    break;
}
