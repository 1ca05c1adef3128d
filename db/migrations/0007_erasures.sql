CREATE TABLE "erasures" (
	"name" text PRIMARY KEY NOT NULL,
	"last_id" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "phones_erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "refused_erased_at" timestamp with time zone;