import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb } from '../command.ts'

export function addAuditVerbs(noun: Command, cli: Cli): void {
  const { verbs, options, notes } = cli.words
  addVerb(noun, cli, {
    name: 'verify',
    about: verbs.auditVerify,
    examples: ['audit verify', 'audit verify --heads /mnt/log/audit-heads.jsonl'],
    notes: notes.auditStatus,
  })
    .option('--heads <file>', options.heads)
    .action(cli.act(async () => (await import('./verify.ts')).auditVerify))
}
