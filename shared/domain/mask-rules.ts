// Changes when other rules of masking are in force, or other words of an agent's command are masked by them.
import type { AgentCommand } from './commands.ts';
import { maxMaskRules, type MaskRule } from './mask.ts';
import { maskText, type Masked } from './mask-text.ts';
import { bounds } from './text.ts';

/** Holds where nobody has made any rule yet: a new service masks card numbers from its first message on. */
const builtIn: MaskRule = {
  id: 'mask-card',
  name: 'Card numbers',
  finds: 'card',
  pattern: '',
  mark: '•',
  of: ['customer', 'agent'],
  on: true,
};

/** The rules in force, by whose words they are about. */
export interface RulesInForce {
  customer: readonly MaskRule[];
  agent: readonly MaskRule[];
}

/** @param all every rule there is, in force or not. @returns the same at a desk and in the service. */
export function rulesInForce(all: readonly MaskRule[]): RulesInForce {
  const inForce = (all.length === 0 ? [builtIn] : all)
    .filter(({ on }) => on)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, maxMaskRules);
  return {
    customer: inForce.filter(({ of }) => of.includes('customer')),
    agent: inForce.filter(({ of }) => of.includes('agent')),
  };
}

/** @param rules those about an agent's words. @returns the command with its words masked; itself where nothing is found. */
export function maskCommand(command: AgentCommand, rules: readonly MaskRule[]): AgentCommand {
  switch (command.type) {
    case 'message.send': {
      const found = maskArgs(command.args, rules);
      return found === null ? command : { ...command, args: { ...command.args, ...found } };
    }
    case 'message.edit': {
      const found = maskArgs(command.args, rules);
      return found === null ? command : { ...command, args: { ...command.args, ...found } };
    }
    case 'note.write': {
      const found = maskArgs(command.args, rules);
      return found === null ? command : { ...command, args: { ...command.args, text: found.text } };
    }
    case 'conversation.reopen': {
      const reason = maskText(command.args.reason, rules).text.slice(0, bounds.reason);
      return { ...command, args: { ...command.args, reason } };
    }
    default:
      return command;
  }
}

function maskArgs(
  { text }: { text: string },
  rules: readonly MaskRule[],
): { text: string; masked: Masked[] } | null {
  const found = maskText(text, rules);
  return found.text === text ? null : { text: found.text, masked: found.masked };
}
