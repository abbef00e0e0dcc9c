/** For `node --import heaptide/register app.js`: starts the agent where the environment asks for it, and is nothing otherwise. */
import '@heaptide/agent/register';
