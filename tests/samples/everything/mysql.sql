CREATE TABLE person (
    id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(200) COLLATE utf8mb4_bin NOT NULL DEFAULT 'it''s \\ "' COMMENT 'it''s \\ back',
    loud VARCHAR(200) GENERATED ALWAYS AS (upper(name)) VIRTUAL,
    mood ENUM('so ''so''', 'b') NULL,
    made DATETIME(3) NOT NULL DEFAULT current_timestamp(3),
    size DECIMAL(10, 2) DEFAULT -1.50,
    story TEXT, place POINT NOT NULL, boss INT UNSIGNED,
    UNIQUE KEY `u ``1``` (made, id), KEY long_one (story(10), size), FULLTEXT KEY words (story), SPATIAL KEY (place),
    CONSTRAINT `is ``long``` CHECK (char_length(name) > 0),
    CONSTRAINT fk FOREIGN KEY (boss) REFERENCES person (id) ON DELETE SET NULL ON UPDATE CASCADE
) COMMENT='two\nlines';
CREATE TABLE `Order ``%s``` (`select` INT NOT NULL, `%(x)s` INT, KEY (`%(x)s`)) ENGINE=InnoDB
    PARTITION BY RANGE (`select`) (PARTITION p0 VALUES LESS THAN (10), PARTITION `p ``1``` VALUES LESS THAN MAXVALUE);
CREATE TABLE hashed (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3;
CREATE VIEW z_first AS SELECT id, name AS `n ``1``` FROM person;
CREATE VIEW a_second AS SELECT count(*) AS `how many`, 'person.`x`' AS text FROM z_first;
CREATE TRIGGER loudly BEFORE INSERT ON person FOR EACH ROW SET NEW.name = concat(NEW.name, '!');
CREATE SEQUENCE door START WITH 100 INCREMENT BY 5 CYCLE;
