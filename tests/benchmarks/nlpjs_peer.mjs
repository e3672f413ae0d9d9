// nlp.js with its defaults. The same calls and answers as reading.py; its packages lie where NODE_PATH says.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const require = createRequire(join(process.env.NODE_PATH, 'peer.js'));
const { NlpManager } = require('node-nlp');
const [step, folder] = process.argv.slice(-2);
const lines = (name) => readFileSync(join(folder, name), 'utf-8').trim().split('\n').map((line) => JSON.parse(line));
const began = performance.now();
const manager = new NlpManager({ languages: ['fi', 'sv', 'en'], autoSave: false, nlu: { log: false }, forceNER: false });

if (step === 'learn') {
  for (const { language, text, reason } of lines('texts.jsonl')) manager.addDocument(language, text, reason);
  await manager.train();
  writeFileSync(join(folder, 'nlpjs.json'), manager.export(false));
  console.log(JSON.stringify({ training: (performance.now() - began) / 1000 }));
} else {
  manager.import(readFileSync(join(folder, 'nlpjs.json'), 'utf-8'));
  const answer = async ({ language, text }) => (await manager.process(language, text)).intent;
  await answer({ language: 'fi', text: 'Hei' });
  const loading = (performance.now() - began) / 1000;
  const milliseconds = [];
  for (const line of lines('cold.jsonl')) {
    const then = performance.now();
    await answer(line);
    milliseconds.push(performance.now() - then);
  }
  const said = [];
  for (const line of lines('asked.jsonl')) said.push(await answer(line));
  const memory = Number(readFileSync('/proc/self/status', 'ascii').match(/VmHWM:\s+(\d+)/)[1]) / 1024;
  console.log(JSON.stringify({ loading, milliseconds, said, memory }));
}
