// The work of a round: so many requests, one after the other, to the program that is checked.
import { Agent, get } from 'node:http';

const agent = new Agent({ keepAlive: true });
const url = /** @type {string} */ (process.env['HEAPTIDE_PROGRAM_URL']);

for (let i = 0; i < Number(process.argv[2]); i++) {
  await new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => response.resume().once('end', resolve));
    request.once('error', reject);
  });
}
agent.destroy();
