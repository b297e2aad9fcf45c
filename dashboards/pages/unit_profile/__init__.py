"""学校画像 and 支部详情: everything about one school or one branch."""
