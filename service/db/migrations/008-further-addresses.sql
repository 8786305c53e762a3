-- Customers are found by their further addresses too, in whatever case they were written.
create index customer_contacts on record using gin ((lower(body ->> 'contacts')::jsonb) jsonb_path_ops)
  where kind = 'customer';
