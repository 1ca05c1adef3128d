import type { Client } from 'pg'

/** Tables whose rows, once written, stay: the application may read and add, nothing else. */
const appendOnly = ['audit_entries', 'audit_links', 'audit_heads']
/** What the application may change of them after all. */
const changeable = ['update (published_at) on audit_heads']
/** Tables that only a trigger fills. */
const filledByTrigger = ['audit_unsealed']
const schemas = ['public', 'pgboss']
/** So that a process can say that it needs a migration, instead of failing somewhere. */
const migrationsTable = 'drizzle.__drizzle_migrations'

async function checkRole(client: Client, role: string): Promise<void> {
  const { rows } = await client.query(
    `select rolsuper, current_user as owner, pg_has_role(oid, current_user, 'member') as member
       from pg_roles where rolname = $1`,
    [role],
  )
  const found = rows[0]
  if (!found)
    throw new Error(
      `DATABASE_URL names the role "${role}", which does not exist. Make it first: create role "${role}" login password '…'`,
    )
  if (found.rolsuper || found.member)
    throw new Error(
      `DATABASE_URL's role "${role}" has the rights of "${found.owner}", so the audit log would not be append-only for it. Use a role of its own that is neither superuser nor member of "${found.owner}".`,
    )
}

/** Rights on what is there, and on what will be made. */
function listGrants(schema: string, role: string): string[] {
  const future = `alter default privileges in schema ${schema} grant`
  return [
    `grant usage on schema ${schema} to ${role}`,
    `grant select, insert, update, delete on all tables in schema ${schema} to ${role}`,
    // Without UPDATE no setval: nobody makes room for an audit entry of the past.
    `revoke update on all sequences in schema ${schema} from ${role}`,
    `grant usage, select on all sequences in schema ${schema} to ${role}`,
    // PostgreSQL lets everybody call a new function, and some of ours run as the owner.
    `revoke execute on all functions in schema ${schema} from public`,
    `grant execute on all functions in schema ${schema} to ${role}`,
    // New partitions are reached through their parent, and the audit log's must not be changed.
    `${future} select, insert on tables to ${role}`,
    `${future} usage, select on sequences to ${role}`,
    `${future} execute on functions to ${role}`,
  ]
}

/** The table and its partitions, each quoted. */
async function listWithPartitions(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query(
    `select to_regclass($1)::text as name
      union select relid::text from pg_partition_tree(to_regclass($1))`,
    [`public.${table}`],
  )
  return rows.map((row: { name: string | null }) => row.name).filter((name) => name !== null)
}

/**
 * Gives the application's role what it needs and takes the rest away: no UPDATE, DELETE or
 * TRUNCATE on the audit log. In one transaction. Throws when the role is missing or is the owner.
 */
export async function grantToApplication(client: Client, role: string): Promise<void> {
  await checkRole(client, role)
  const quoted = client.escapeIdentifier(role)
  await client.query('begin')
  try {
    for (const statement of schemas.flatMap((schema) => listGrants(schema, quoted)))
      await client.query(statement)
    for (const table of appendOnly)
      for (const name of await listWithPartitions(client, table))
        await client.query(
          `revoke update, delete, truncate, references, trigger on ${name} from ${quoted}`,
        )
    await client.query(`grant usage on schema drizzle to ${quoted}`)
    await client.query(`grant select on ${migrationsTable} to ${quoted}`)
    for (const right of changeable) await client.query(`grant ${right} to ${quoted}`)
    for (const name of filledByTrigger)
      await client.query(`revoke insert, update, truncate on ${name} from ${quoted}`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
