/** As `register`, for `node --require heaptide/register app.js`. */
if (process.env.HEAPTIDE_ADDR || process.env.HEAPTIDE_RING) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would let the program go first
  const { registerAgent } = require('./start/register-agent.js') as typeof import(
    './start/register-agent.js',
    {
      with: { 'resolution-mode': 'import' },
    }
  );
  registerAgent(process.env);
}
