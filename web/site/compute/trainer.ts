// trainer.ts: the Worker's side of the pool: trains whole runs with an instance of the model, one after the other.
import { Model } from './model.js';
import type { FromTrainer, ToTrainer } from './worker_protocol.js';

export class Trainer {
  private model: Promise<Model> | null = null;
  private module: WebAssembly.Module | null = null;

  constructor(
    private readonly post: (message: FromTrainer) => void,
    private readonly makeModel = Model.make,
  ) {}

  receive(message: ToTrainer): void {
    void this.answer(message).catch((error: unknown) =>
      this.post({ type: 'trainer_failed', generation: message.generation, reason: String(error) }),
    );
  }

  private async answer(message: ToTrainer): Promise<void> {
    if (message.type === 'prepare') {
      const { module, declaration, texts } = message;
      if (this.module !== module) this.model = this.makeModel(module, declaration);
      this.module = module;
      const model = await this.model!;
      model.restoreValues(texts);
      model.reset();
      return;
    }
    const model = await this.model;
    if (!model) throw new Error('a run came before the model');
    const { generation, run } = message;
    const result = model.train(run);
    if (!result) throw new Error(`there is no run ${run}`);
    this.post({ type: 'trained', generation, result });
  }
}
