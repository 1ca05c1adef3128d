CREATE TABLE "audit_heads" (
	"position" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_links" (
	"position" bigint PRIMARY KEY NOT NULL,
	"entry_id" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_links_entryId_unique" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE TABLE "audit_unsealed" (
	"entry_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"address" text
);
--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "previous_callback_token" text;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "previous_callback_token_hash" text;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "previous_callback_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "previous_callback_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "callback_sources" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "blocklist" ADD COLUMN "source" text DEFAULT 'manual' NOT NULL;--> statement-breakpoint
ALTER TABLE "blocklist" ADD COLUMN "undo_reason" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_previousCallbackTokenHash_unique" UNIQUE("previous_callback_token_hash");
--> statement-breakpoint
-- Id and time of an entry are the database's, whatever the application says; the owner may restore entries as they were.
CREATE FUNCTION stamp_audit_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
    NEW.id := nextval('audit_entries_id_seq');
    NEW.at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stamp_audit_entry BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION stamp_audit_entry();
--> statement-breakpoint
-- As the owner, so that whoever may add an entry need not be able to add to the queue.
CREATE FUNCTION queue_audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_unsealed (entry_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_audit_entry AFTER INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION queue_audit_entry();
--> statement-breakpoint
INSERT INTO audit_unsealed (entry_id) SELECT id FROM audit_entries;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION ensure_partitions() FROM PUBLIC;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION stamp_audit_entry(), queue_audit_entry() FROM PUBLIC;
