ALTER TABLE "batches" ADD COLUMN "source_batch_id" uuid;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "source_kind" text;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_source_batch_id_batches_id_fk" FOREIGN KEY ("source_batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batches_source" ON "batches" USING btree ("source_batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "batches_open_again" ON "batches" USING btree ("source_batch_id","source_kind") WHERE state = 'draft';--> statement-breakpoint
-- Those confirmed before: the audit log knows of what each was made, its name by which of the two verbs.
UPDATE "batches" b SET "source_batch_id" = s."id",
	"source_kind" = CASE WHEN b."name" LIKE '%· 剩余' THEN 'rest' ELSE 'retry' END
FROM "audit_entries" e JOIN "batches" s ON s."id"::text = e."details"->>'of'
WHERE e."action" = 'batch.draft' AND e."target_id" = b."id"::text AND b."confirmed_at" IS NOT NULL;
