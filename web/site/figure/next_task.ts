// next_task.ts: goes on in a task of its own: between two of them the browser answers touches and draws.

export const nextTask = (): Promise<void> => new Promise(resolve => setTimeout(resolve));
