-- A caller is found by the last digits of the number: one side may leave the country out.
create index customer_phone_tail on record (right(regexp_replace(body ->> 'phone', '\D', '', 'g'), 8)) where kind = 'customer';
