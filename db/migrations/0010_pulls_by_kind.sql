ALTER TABLE "channels" ADD COLUMN "reports_pushed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "replies_pushed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "replies_polled_at" timestamp with time zone;