// Changes when the scripted engine is opened otherwise; what it must do stands in contract/phone-engine.ts.
import { createScriptedEngine } from '../../shared/phone/scripted-engine.ts';
import { phoneEngineContract } from '../contract/phone-engine.ts';

phoneEngineContract('scripted', () => {
  const { engine, far } = createScriptedEngine();
  return Promise.resolve({ engine, far, number: '200', close: () => engine.stop() });
});
