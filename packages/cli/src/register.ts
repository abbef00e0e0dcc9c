/** For `node --import heaptide/register app.js`: starts the agent when `HEAPTIDE_ADDR` is set, and is nothing otherwise. */
import '@heaptide/agent/register';
