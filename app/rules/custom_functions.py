"""Functions that custom SQL may call: those that compute. Everything else is refused, whatever it is.

A list of what is allowed, because what writes files, opens connections, sleeps or loads code differs by server and
version (``pg_read_file``, ``lo_import``, ``dblink``, ``load_file``, ``load_extension``, ``OPENROWSET``…) and grows.
"""

from typing import Final

ALLOWED: Final = frozenset(
    """
    abs ceil ceiling floor round trunc truncate sign mod power pow sqrt exp ln log log10 log2 greatest
    least count sum avg min max stddev stddev_pop stddev_samp var_pop var_samp variance count_if
    count_big bool_and bool_or every array_agg string_agg group_concat total percentile_cont
    percentile_disc mode median corr coalesce ifnull isnull nullif if iif nvl case cast try_cast
    try_convert convert lower upper trim ltrim rtrim length len char_length character_length
    octet_length bit_length datalength substr substring left right replace reverse concat concat_ws
    position strpos instr charindex locate patindex lpad rpad initcap ascii unicode chr char hex
    translate split_part starts_with like glob regexp_like regexp_instr regexp_substr regexp_replace
    regexp_i_like regexp similar_to date time datetime timestamp strftime julianday unixepoch date_trunc
    date_part extract age to_char to_date to_timestamp to_number date_add date_sub dateadd datediff
    datediff_big date_diff datesub timestampdiff timestampadd current_date current_time
    current_timestamp localtime localtimestamp now utc_timestamp utc_date getdate sysutcdatetime
    getutcdate year quarter month week day dayofmonth dayofweek dayofyear weekday hour minute second
    last_day makedate make_date str_to_date date_format time_to_sec unix_timestamp from_unixtime eomonth
    datepart datetrunc date_from_parts interval ts_or_ds_to_date ts_or_ds_to_timestamp timestamp_trunc timestamp_sub
    timestamp_add timestamp_diff date_to_date_str str_to_time time_to_str current_datetime str_position
    anonymous_agg_func date_str_to_date row_number rank dense_rank percent_rank cume_dist ntile lag lead
    first_value last_value nth_value json_extract json_extract_scalar json_valid json_type
    json_array_length json_length jsonb_typeof json_typeof json_value isjson isnumeric isdate
    array_length cardinality array any any_value all exists and or xor not_distinct typeof isfinite
    """.split()  # noqa: SIM905 - words read better than quotes
)
