/** As `register`, for `node --require heaptide/register app.js`. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- this is what --require takes
require('@heaptide/agent/register');
